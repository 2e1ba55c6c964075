package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.Set;

/** What is done all day long: a sentence that means some of it only is not read as all of it. */
final class Everyday {

    private static final Set<Condition> WORK = Set.of(
            FileMeanings.WRITES,
            FileMeanings.OVERWRITES,
            GitCommands.COMMITS,
            TestMeanings.TESTS,
            Effects.any(Reversibility.REVERSIBLE),
            new AnyCommand());

    private Everyday() {}

    /** Whether it is any change of any file. */
    static boolean isWriting(Condition condition) {
        return condition.equals(FileMeanings.WRITES)
                || condition.equals(FileMeanings.OVERWRITES)
                || condition.equals(AnyOf.of(FileMeanings.WRITES, FileMeanings.DELETES))
                || condition.equals(Effects.any(Reversibility.REVERSIBLE));
    }

    static boolean is(Condition condition) {
        return WORK.contains(condition);
    }
}
