package dev.agentguard.effect;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers about names, kept since the same few names come again and again: of arguments, segments, hosts, programs.
 * Bounded: a long name is never kept, and when there are too many no more are, for a stream of new names says that
 * keeping them does not help. When many more were asked for, all are forgotten, so that others come to be kept. Safe for
 * use by many threads.
 *
 * @param <T> the type of the answers
 */
public final class Kept<T> {

    private static final int LONGEST = 40;
    private static final int MOST = 8_192;

    /** How many names that are not kept are asked for until all are forgotten. */
    private static final int PATIENCE = 4 * MOST;

    /** A power of two. */
    private static final int NEAREST = 16;

    private final ConcurrentHashMap<String, T> answers = new ConcurrentHashMap<>();

    /** In front of the others: a program asks about a few names, mostly by the same string. */
    private final AtomicReferenceArray<@Nullable Answer<T>> nearest = new AtomicReferenceArray<>(NEAREST);

    private final int longest;
    private final Function<String, T> ask;
    private final AtomicInteger unkept = new AtomicInteger();

    /** What was answered about a name. */
    private record Answer<T>(String name, T given) {}

    /**
     * Keeps answers about names of up to 40 characters.
     *
     * @param ask gives the answer about a name, always the same one
     */
    public Kept(Function<String, T> ask) {
        this(LONGEST, ask);
    }

    /**
     * Keeps answers about names.
     *
     * @param longest the longest name whose answer is kept
     * @param ask gives the answer about a name, always the same one
     */
    public Kept(int longest, Function<String, T> ask) {
        this.longest = longest;
        this.ask = ask;
    }

    /**
     * Returns the answer about a name.
     *
     * @param name the name
     * @return the answer, kept or new
     */
    public T of(String name) {
        if (name.length() > longest) {
            return ask.apply(name);
        }
        int place = name.hashCode() & (NEAREST - 1);
        Answer<T> near = nearest.getAcquire(place);
        if (near != null && near.name().equals(name)) {
            return near.given();
        }
        T kept = answers.get(name);
        if (kept != null) {
            nearest.setRelease(place, new Answer<>(name, kept));
            return kept;
        }
        T answer = ask.apply(name);
        if (answers.mappingCount() < MOST) {
            answers.put(name, answer);
        } else if (unkept.incrementAndGet() > PATIENCE) {
            unkept.set(0);
            answers.clear();
        }
        return answer;
    }
}
