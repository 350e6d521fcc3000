# What a strong augmentation of an aligned face has beside a weak one: every action unit stays in
# the image, and only few lie under the erased part. Settings of OneWarpAugment.
distortion = dict(
    degrees=15,
    brightness=0.4,
    contrast=0.4,
    saturation=0.4,
    erase_prob=0.5,
    erase_area=(0.02, 0.1),
    erase_noise=True)
