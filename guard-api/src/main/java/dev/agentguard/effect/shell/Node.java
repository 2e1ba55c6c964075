package dev.agentguard.effect.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a script, as it was written. */
sealed interface Node {

    /** Assignments, words and redirections. */
    record Simple(List<Assignment> assignments, List<RawWord> words, List<Redirect> redirects, int offset)
            implements Node {}

    /** {@code name=value}, {@code name+=value}, {@code name=(…)}. */
    record Assignment(
            String name,
            boolean append,
            RawWord value,
            @Nullable List<RawWord> elements) {}

    /** Commands whose output is the next one's input. */
    record Pipeline(List<Node> stages) implements Node {}

    /** Commands one after the other. */
    record Sequence(List<Item> items) implements Node {}

    /** One of a sequence and what stands before it: {@code ;}, {@code &&} or {@code ||}. */
    record Item(String before, Node node) {}

    /** A compound command: each part may run, the first one does. */
    record Block(Kind kind, List<Node> parts, List<Redirect> redirects) implements Node {}

    /** {@code for name in values}; without values it runs over the positional parameters. */
    record For(String name, @Nullable List<RawWord> values, Node body, List<Redirect> redirects) implements Node {}

    /** Words that are expanded and run nothing: {@code [[ … ]]}, the word of a {@code case}. */
    record Words(List<RawWord> words) implements Node {}

    /** The definition of a function. */
    record Function(String name, Node body) implements Node {}

    /** How the parts of a block run. */
    enum Kind {
        /** In this shell. */
        GROUP,
        /** In a shell of their own. */
        SUBSHELL,
        /** All but the first only perhaps. */
        BRANCH,
        /** Perhaps, and perhaps several times. */
        LOOP
    }
}
