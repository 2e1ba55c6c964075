package dev.agentguard.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A list of effects that does not grow over a limit. Of what is beyond, the worst is kept, so that a document cannot
 * hide its one deletion behind many harmless fields. Not safe for use by threads.
 */
public final class EffectList {

    private final int most;
    private final List<Effect> effects = new ArrayList<>();
    private @Nullable Effect worstBeyond;
    private int beyond;

    /**
     * Creates an empty list.
     *
     * @param most how many effects it holds
     */
    public EffectList(int most) {
        this.most = most;
    }

    /**
     * Adds an effect; beyond the limit only if it is worse than what was beyond it before.
     *
     * @param effect the effect
     */
    public void add(Effect effect) {
        if (effects.size() < most) {
            effects.add(effect);
            return;
        }
        beyond++;
        if (worstBeyond == null || isWorse(effect, worstBeyond)) {
            worstBeyond = effect;
        }
    }

    private static boolean isWorse(Effect effect, Effect than) {
        return effect.reversibility() != than.reversibility()
                && effect.reversibility().worse(than.reversibility()) == effect.reversibility();
    }

    /**
     * Returns whether nothing was added.
     *
     * @return true if there is no effect
     */
    public boolean isEmpty() {
        return effects.isEmpty();
    }

    /**
     * Returns the effects and, where some did not fit, the worst of those and one that says so.
     *
     * @param overLimit makes the effect that says so from the number of all effects that were added
     * @return the effects, in order
     */
    public List<Effect> bounded(IntFunction<Effect> overLimit) {
        List<Effect> all = new ArrayList<>(effects);
        if (worstBeyond != null) {
            all.add(worstBeyond);
            all.add(overLimit.apply(most + beyond));
        }
        return List.copyOf(all);
    }
}
