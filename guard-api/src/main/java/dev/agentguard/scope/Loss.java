package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an effect destroys, and what else goes in the same action.
 *
 * @param effect the effect
 * @param placement where its resource lives, and what a resolver said beside it
 * @param together all effects of the action, this one too
 * @param directory the directory of this machine in which the action runs, or null if that is not known
 */
public record Loss(
        Effect effect,
        Placement placement,
        List<Effect> together,
        @Nullable Path directory) {

    /** Copies the effects. */
    public Loss {
        together = List.copyOf(together);
    }
}
