"""Damping outlier neurons changes no result, only the range of the activations."""

from types import SimpleNamespace
from typing import Any

import pytest

from rag.models.outliers import LARGEST
from rag.training.terms.damping import damp_outliers

torch: Any = pytest.importorskip("torch")


class Layer(torch.nn.Module):
    """A feed-forward part shaped as in BERT: `output.dense` follows the activation."""

    def __init__(self, peak: float) -> None:
        super().__init__()
        self.up = torch.nn.Linear(4, 6)
        with torch.no_grad():
            self.up.bias[2] = peak
        self.output = torch.nn.Module()
        self.output.dense = torch.nn.Linear(6, 4)

    def forward(self, x: Any) -> Any:
        return self.output.dense(torch.nn.functional.gelu(self.up(x)))


class Encoder(torch.nn.Module):
    def __init__(self, *peaks: float) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.words = torch.nn.Embedding(10, 4)
        self.layers = torch.nn.ModuleList(Layer(peak) for peak in peaks)
        self.encoder = SimpleNamespace(layer=self.layers)

    def forward(self, input_ids: Any) -> Any:
        x = self.words(input_ids)
        for layer in self.layers:
            x = layer(x)
        return x


def activations(encoder: Encoder, layer: int, ids: Any) -> Any:
    """Give what the product after the activation of a layer reads."""
    seen: list[Any] = []
    dense = encoder.layers[layer].output.dense
    inner = getattr(dense, "dense", dense)
    hook = inner.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    encoder(input_ids=ids)
    hook.remove()
    return seen[0]


IDS = [[1, 2, 3]]


def test_outlier_neurons_are_damped_and_the_output_stays() -> None:
    encoder, ids = Encoder(24.0), torch.tensor(IDS)
    with torch.no_grad():
        before = encoder(input_ids=ids)
        assert activations(encoder, 0, ids).max() > 20
        assert damp_outliers(encoder, IDS[0]) == 1
        assert activations(encoder, 0, ids).max() <= LARGEST + 1e-4
        torch.testing.assert_close(encoder(input_ids=ids), before)


def test_an_encoder_without_outliers_is_left_as_it_is() -> None:
    encoder = Encoder(0.0)
    dense = encoder.layers[0].output.dense
    assert damp_outliers(encoder, IDS[0]) == 0
    assert encoder.layers[0].output.dense is dense
