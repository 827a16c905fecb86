"""How large each input of the linear layers gets: what 8-bit activations need to know.

A few channels of multilingual-e5-small are 10 to 30 times larger than the rest, and one 8-bit scale for a whole
activation then wastes its steps on them: cosine with float32 falls to 0.986. Dividing each channel by
``s = max|x|^a / max|w|^(1-a)`` and multiplying its weights by the same ``s`` leaves the product as it was and evens
the channels out (SmoothQuant, Xiao et al. 2023, equation 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

ALPHA = 0.7
"""Share of the difficulty moved to the weights; of 0.5 to 0.85 the best cosine on questions not calibrated on."""

PREFIX = "smoothing."
"""Tensors of this prefix hold ``max|x|`` of a layer's inputs, float32 of shape (columns,)."""

_SMALLEST = 1e-5


def smoothing_scale(largest: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Compute the scale by which each input channel is divided.

    :param largest: ``max|x|`` of each channel, shape (columns,).
    :param weights: The layer's weights, shape (rows, columns).
    :return: float32 of shape (columns,).
    """
    inputs = np.maximum(largest, _SMALLEST) ** ALPHA
    outputs = np.maximum(np.abs(weights).max(axis=0), _SMALLEST) ** (1 - ALPHA)
    scale: NDArray[np.float32] = np.maximum(inputs / outputs, 1e-3).astype(np.float32)
    return scale


def measure_inputs(
    config: Mapping[str, Any],
    weights: Mapping[str, NDArray[np.float32]],
    tokenizer: Tokenizer,
    texts: Sequence[str],
) -> dict[str, NDArray[np.float32]]:
    """Run texts through the float32 model and keep the largest input of each channel.

    :param config: The transformer's ``config.json``.
    :param weights: BERT's tensors by name.
    :param tokenizer: The cut tokenizer.
    :param texts: Texts as they will be asked, with their prompt.
    :return: ``smoothing.<layer>`` to ``max|x|``, one entry for each linear layer.
    """
    # Only making the encoder needs torch and transformers here; running it does not.
    import torch
    from transformers import BertConfig, BertModel

    model = BertModel(BertConfig(**config), add_pooling_layer=False).train(False)
    model.load_state_dict({name: torch.from_numpy(np.array(values)) for name, values in weights.items()})
    largest: dict[str, torch.Tensor] = {}

    def watch(name: str, layer: torch.nn.Module) -> None:
        def keep(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen = inputs[0].abs().flatten(0, -2).amax(dim=0)
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        layer.register_forward_pre_hook(keep)

    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear):
            watch(PREFIX + name, module)
    with torch.inference_mode():
        for text in texts:
            model(input_ids=torch.tensor([tokenizer.encode(text).ids]))
    return {name: values.numpy() for name, values in largest.items()}
