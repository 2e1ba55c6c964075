package dev.agentguard.javaagent.cases;

import dev.agentguard.action.Action;
import dev.agentguard.annotation.Reversibility;
import org.jspecify.annotations.Nullable;

/**
 * An action and what a careful reader says of it.
 *
 * @param id its name, unique in its file
 * @param kind the kind of action
 * @param provider whose system it acts on; empty if the case does not say
 * @param label the right class
 * @param destructive whether it destroys, with or without a way back
 * @param doubted whether a careful reader could choose another label
 * @param action the action
 * @param verdict what should be said to it, or null if the case asks for the class only
 */
public record Case(
        String id,
        Kind kind,
        String provider,
        Reversibility label,
        boolean destructive,
        boolean doubted,
        Action action,
        @Nullable ExpectedVerdict verdict) {}
