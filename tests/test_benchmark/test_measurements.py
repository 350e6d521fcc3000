import pytest

from mlcr_mm.benchmark.measurements import summarize
from mlcr_mm.benchmark.timing import Timing

TIMINGS = {
    'a bare step': Timing([100., 200.], [90., 90.]),
    'b step': Timing([110., 210.], [99., 99.]),
    'c training': Timing([150., 250.], [93., 93.]),
    'decode': Timing([1., 1.], [.5, .5]),
    'd data path': Timing([9., 9.], [1.5, 1.5]),
}


def test_ratios_and_rates():
    result = summarize(TIMINGS, batch_size=20, flops=3 * 10**9, peak_tflops=0.3)
    ratios = {name: round(value['median'], 4) for name, value in result['ratios'].items()}
    assert ratios == {'b/a': 1.075, 'c/a': 1.375, 'b/a, CPU': 1.1,
                      '(c + data)/a, CPU': round((93 + 20 * 1.5) / 90, 4), 'd/decode, CPU': 3.}
    rates = result['rates']
    assert rates['training images/s'] == pytest.approx(100)
    assert rates['share of waiting'] == pytest.approx(1 - 160 / 200)
    assert rates['TFLOP/s of training'] == pytest.approx(0.015)
    assert rates['share of peak'] == pytest.approx(0.05)
    assert result['times']['decode']['ms'] == 1


def test_what_was_not_measured_is_left_out():
    timings = {name: value for name, value in TIMINGS.items() if name != 'decode'}
    result = summarize(timings, 20, 10**9)
    assert 'd/decode, CPU' not in result['ratios'] and 'share of peak' not in result['rates']
