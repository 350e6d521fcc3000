import pytest

from mlcr_mm import registry

NAMES = {
    'MODELS': [
        'AverageViewScoreTTA', 'ClassAwareClassifier', 'ClassAwareHead', 'CoRegularizationLoss',
        'CoTrainingHead', 'ConsistencyHead', 'ConsistencyLoss', 'DualViewClassifier',
        'DualViewHead', 'FixMatchClassifier', 'GCNHead', 'MeanTeacherClassifier', 'MultiViewLoss',
        'PseudoLabelHead', 'PseudoLabelLoss', 'RecognitionHead', 'SelectiveBCELoss',
        'WeightAverage'
    ],
    'DATASETS': ['AUDataset', 'BP4D', 'CelebA', 'DISFA', 'DemoFaces', 'EmotioNet',
                 'SemiSupervisedDataset', 'UNBCMcMaster', 'UnlabeledFaces'],
    'DATA_SAMPLERS': ['MixedBatchSampler'],
    'METRICS': ['AUF1Metric'],
    'HOOKS': ['ChannelsLastHook', 'CheckpointGuardHook', 'CompileNetworksHook', 'EpochSeedHook',
              'LossLogHook', 'MeanTeacherHook', 'PartsDisjointHook'],
    'LOG_PROCESSORS': ['PhaseLogProcessor'],
    'LOOPS': ['MLCTTrainLoop', 'PhaseTrainLoop'],
    'OPTIM_WRAPPERS': ['CPUAutocastOptimWrapper'],
    'OPTIM_WRAPPER_CONSTRUCTORS': ['MergedGroupsConstructor'],
    'PARAM_SCHEDULERS': ['PhaseLR'],
    'TASK_UTILS': ['ClassAwareLabels', 'ExchangedLabels', 'MeanOfViews'],
    'TRANSFORMS': ['AlignFace'],
}


@pytest.mark.parametrize('node, name', [(node, name) for node in NAMES for name in NAMES[node]])
def test_configs_can_name_it(node, name):
    component = getattr(registry, node).get(name)
    assert component is not None and component.__module__.startswith('mlcr_mm.')
