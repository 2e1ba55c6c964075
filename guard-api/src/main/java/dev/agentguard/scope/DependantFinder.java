package dev.agentguard.scope;

import dev.agentguard.effect.Effect;

/**
 * Finds out what uses a resource: one class for each family of resources. It is asked when a human is about to be, about
 * what is destroyed, and never to decide. Implementations are safe for use by many threads, keep to a time limit, never
 * throw, change nothing, and say so whenever anything was left unread.
 */
public interface DependantFinder extends AutoCloseable {

    /**
     * Returns whether this finder has anything to say. No I/O.
     *
     * @param effect what is destroyed
     * @return true if it is to be asked
     */
    boolean responsibleFor(Effect effect);

    /**
     * Looks for what uses the effect's resource. An answer may be some seconds old.
     *
     * @param effect an effect it is responsible for
     * @param location where the effect's resource was found to be
     * @return what was found, and why there may be more
     */
    Dependants find(Effect effect, Location location);

    @Override
    void close();
}
