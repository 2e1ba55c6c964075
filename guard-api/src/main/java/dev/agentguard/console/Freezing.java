package dev.agentguard.console;

import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import java.util.List;

/** The kill switch, as a console works it. */
public interface Freezing {

    /**
     * Returns what is frozen.
     *
     * @return the state
     */
    Freezes state();

    /**
     * Freezes until a human thaws it.
     *
     * @param scope what
     * @param by who does
     * @param reason why
     * @return what was frozen
     * @throws FreezeException if it cannot be written or recorded
     */
    Frozen freeze(FreezeScope scope, String by, String reason) throws FreezeException;

    /**
     * Ends the freezes of exactly this scope, where no approvers are named.
     *
     * @param scope what
     * @param by who does
     * @return the freezes that ended
     * @throws FreezeException if nothing of this scope is frozen, approvers are named, or it cannot be written or recorded
     */
    List<Frozen> thaw(FreezeScope scope, String by) throws FreezeException;
}
