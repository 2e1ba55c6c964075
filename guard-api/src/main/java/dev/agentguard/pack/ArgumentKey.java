package dev.agentguard.pack;

import java.util.List;

/**
 * What the name of an argument says before its value is looked at.
 *
 * @param words its words
 * @param skipped whether it only selects, so that nothing in it matters
 * @param forces whether its value may force the act
 * @param removes whether a list in it says what is taken away
 * @param operation whether its value names an operation
 * @param mayFlag whether some value makes it a flag that destroys; of most names none does
 */
record ArgumentKey(
        List<String> words, boolean skipped, boolean forces, boolean removes, boolean operation, boolean mayFlag) {

    ArgumentKey {
        words = List.copyOf(words);
    }
}
