package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Actions that share their objects: "delete or truncate tables and volumes".
 */
final class Clause {
    final List<Verb> verbs = new ArrayList<>();
    final List<String> lemmas = new ArrayList<>();
    final List<Thing> things = new ArrayList<>();
    final List<String> paths = new ArrayList<>();
    boolean recursive;
    boolean closed;
    boolean dangling;
    boolean nothing;

    @Nullable
    String noun;

    boolean isEmpty() {
        return verbs.isEmpty() && things.isEmpty() && paths.isEmpty();
    }
}
