package dev.agentguard.scope;

import dev.agentguard.effect.Effect;

/**
 * Finds out from a provider where a resource lives. Implementations are safe for use by many threads, keep to a time
 * limit, never throw, and answer {@link Answer.Unresolved} whenever anything was left unread.
 */
public interface Resolver extends AutoCloseable {

    /**
     * Returns whether only this resolver can say where the effect's resource lives. No I/O.
     *
     * @param effect the effect
     * @return true if it is to be asked
     */
    boolean responsibleFor(Effect effect);

    /**
     * Finds the environments of the effect's resource and of the environment that the effect names.
     *
     * @param effect an effect it is responsible for
     * @param fresh whether an answer read a moment ago must not be used
     * @return the answer
     */
    Answer resolve(Effect effect, boolean fresh);

    @Override
    void close();
}
