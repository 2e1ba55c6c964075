package dev.agentguard.rules.expression;

import dev.agentguard.effect.Word;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command. Whoever looks through them meets first those that are known and then, if one is not, a
 * failure: {@code --force} may stand in it.
 */
final class Words extends AbstractList<String> implements RandomAccess {

    private final List<Word> words;
    private final Doubt doubt;

    Words(List<Word> words, Doubt doubt) {
        this.words = words;
        this.doubt = doubt;
    }

    @Override
    public String get(int index) {
        return words.get(index).text();
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public boolean contains(@Nullable Object text) {
        for (Iterator<String> known = iterator(); known.hasNext(); ) {
            if (known.next().equals(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Iterator<String> iterator() {
        Iterator<Word> known = words.stream().filter(Word::known).iterator();
        boolean[] more = {words.stream().anyMatch(word -> !word.known())};
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return known.hasNext() || more[0];
            }

            @Override
            public String next() {
                if (known.hasNext()) {
                    return known.next().text();
                }
                if (more[0]) {
                    more[0] = false;
                    throw doubt.unknown("an argument of a command");
                }
                throw new NoSuchElementException();
            }
        };
    }
}
