package dev.agentguard.pack;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers about names, kept since the same few names come again and again: of arguments, segments, programs. Bounded: a
 * long name is never kept, and when there are too many all are forgotten, for a stream of new names says that keeping
 * them does not help. Safe for use by many threads.
 */
final class Kept<T> {

    private static final int LONGEST = 40;
    private static final int MOST = 8_192;

    private final ConcurrentHashMap<String, T> answers = new ConcurrentHashMap<>();
    private final Function<String, T> ask;

    Kept(Function<String, T> ask) {
        this.ask = ask;
    }

    T of(String name) {
        T kept = answers.get(name);
        if (kept != null) {
            return kept;
        }
        T answer = ask.apply(name);
        if (name.length() <= LONGEST) {
            if (answers.mappingCount() >= MOST) {
                answers.clear();
            }
            answers.put(name, answer);
        }
        return answer;
    }
}
