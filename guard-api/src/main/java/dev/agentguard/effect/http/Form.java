package dev.agentguard.effect.http;

import dev.agentguard.effect.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which requests carry operations that are not told by method and path. Implementations keep no state. */
interface Form {

    /**
     * Returns the effects of the operations that a request carries in this form.
     *
     * @param request the request
     * @return the effects, at least one, or null if the request has not this form
     */
    @Nullable
    List<Effect> read(Sent request);

    /** Returns whether the effects are all that a request in this form has, so that its URL need not be asked. */
    default boolean isWhole() {
        return false;
    }
}
