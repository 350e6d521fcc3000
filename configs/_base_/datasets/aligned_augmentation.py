# For aligned faces: moving or stretching them costs more than it gives.
augmentation = [
    dict(type='NumpyToPIL', to_rgb=True),
    dict(
        type='torchvision/RandomAffine',
        degrees=12,
        scale=(0.88, 1.12),
        interpolation='bilinear',
        fill=128),
    dict(type='PILToNumpy', to_bgr=True),
    dict(type='RandomFlip', prob=0.5),
    dict(type='ColorJitter', brightness=0.4, contrast=0.4, saturation=0.4),
]
