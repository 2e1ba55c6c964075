package dev.agentguard.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command turned out to be: something it does itself, another command it runs, or code it is given. */
public sealed interface CommandReading {

    /**
     * The command does something itself.
     *
     * @param effect what it does
     */
    record Does(Effect effect) implements CommandReading {}

    /**
     * The command runs another one: {@code sudo}, {@code xargs}, {@code find -exec}.
     *
     * @param words the other command, its program first
     * @param input what that one reads from standard input, or null
     * @param places where it runs that one, if not on this machine or in this environment
     */
    record Runs(List<Word> words, @Nullable Word input, List<Place> places) implements CommandReading {

        /** Copies the lists. */
        public Runs {
            words = List.copyOf(words);
            places = List.copyOf(places);
        }
    }

    /**
     * The command is given a program text: {@code bash -c}, {@code psql -c}, {@code python -}.
     *
     * @param language the language in lower case: {@code shell}, {@code sql}, {@code sql:postgresql}, {@code python},
     *     {@code javascript}, {@code perl}, {@code ruby}, {@code php}, {@code powershell}, {@code cmd}, {@code mongo},
     *     {@code redis}, {@code sed}, {@code awk}
     * @param text the text
     * @param places where it runs the text, if not on this machine or in this environment
     */
    record Code(String language, Word text, List<Place> places) implements CommandReading {

        /** Copies the places. */
        public Code {
            places = List.copyOf(places);
        }
    }
}
