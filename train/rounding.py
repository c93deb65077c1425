"""What the program's 8-bit products do to their inputs, in PyTorch."""


def in_bytes(rows):
    """Rows as the program writes them for its 8-bit products: each in 255 steps from its least number, or 0, to its largest."""
    low, high = rows.amin(-1, keepdim=True).clamp(max=0), rows.amax(-1, keepdim=True).clamp(min=0)
    step = ((high - low) / 255).clamp(min=1e-30)
    zero = (-low / step).round()
    return ((rows / step + zero).round().clamp(0, 255) - zero) * step


def round_inputs(network):
    """Makes the layers that the program keeps in 8 bits round what they are given, as the program does."""
    layers = [*network.layers, *network.second]
    eight_bits = [layer for it in layers for layer in (it.qkv, it.out, it.wide, it.narrow)]
    for layer in [*eight_bits, network.token, network.anchor]:
        layer.register_forward_pre_hook(lambda _, given: (in_bytes(given[0]),))
