package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the method of a request that an unknown program is told to send: {@code tool api -X DELETE /things/1}. */
final class MethodReading {

    private static final Set<String> NAMES = Set.of("-X", "--method", "--request", "--http-method");
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private MethodReading() {}

    /** Returns what the method says, or null if none is named or it says nothing by itself. */
    static @Nullable Said read(List<Word> arguments) {
        Said found = null;
        for (int i = 0; i < arguments.size(); i++) {
            Word method = method(arguments, i);
            if (method != null) {
                found = Said.worse(found, of(method));
            }
        }
        return found;
    }

    private static @Nullable Word method(List<Word> arguments, int at) {
        Word word = arguments.get(at);
        String text = word.text();
        int equals = text.indexOf('=');
        if (NAMES.contains(text)) {
            return at + 1 < arguments.size() ? arguments.get(at + 1) : null;
        }
        if (equals > 0 && NAMES.contains(text.substring(0, equals))) {
            return new Word(text.substring(equals + 1), word.known());
        }
        boolean joined = text.startsWith("-X")
                && text.length() > 2
                && text.substring(2).chars().allMatch(Character::isUpperCase);
        return joined ? new Word(text.substring(2), word.known()) : null;
    }

    private static Said of(Word method) {
        String name = method.text().toUpperCase(Locale.ROOT);
        if (method.known() && name.equals("DELETE")) {
            return new Said(Reversibility.IRREVERSIBLE, Said.Strength.DESTROYS, null, "sends a `DELETE`");
        }
        return method.known() && LOOKING.contains(name)
                ? new Said(Reversibility.READ_ONLY, Said.Strength.LOOKS, null, "sends a `" + name + "`")
                : Said.unknown("what the request does is not known");
    }
}
