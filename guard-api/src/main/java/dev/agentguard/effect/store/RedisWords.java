package dev.agentguard.effect.store;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.store.RedisTable.Known;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an action of what is sent to a Redis server: what names something is kept, what may be data is not. Stateless. */
public final class RedisWords {

    /** The words that name something. */
    static final String NAMES = "names";
    /** Options behind them. */
    static final String OPTIONS = "options";
    /** How many words there are. */
    static final String COUNT = "count";
    /** The commands that a script names. */
    static final String CALLS = "calls";

    private static final int MOST_NAMES = 1_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_OPTION = 20;
    private static final int LARGEST_DIGESTED = 1 << 20;

    private static final Set<String> ALL_OPTIONS =
            Set.of("REPLACE", "NO", "ONE", "SAVE", "NOSAVE", "FORCE", "STORE", "STOREDIST", "DD", "COPY", "KEYS");

    /** Settings whose value says what is lost. */
    private static final Set<String> TELLING = Set.of("save", "appendonly", "maxmemory", "maxmemory-policy");

    private RedisWords() {}

    /**
     * Returns a command as an action.
     *
     * @param hosts the server that it is sent to
     * @param database the number of the database that the connection is in, or null if it is not known
     * @param words the command's name and its arguments, as they are sent
     * @return the action
     */
    public static StoreCommand command(List<String> hosts, @Nullable String database, List<byte[]> words) {
        String name = words.isEmpty() ? "" : text(words.get(0));
        Known known = RedisTable.of(name, words.size() > 1 ? text(words.get(1)) : null);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put(COUNT, words.size() - 1);
        int names = switch (known.names()) {
            case NONE -> 0;
            case FIRST -> 1;
            case FIRST_TWO -> 2;
            case ALL -> words.size();
        };
        int end = Math.min(words.size(), 1 + Math.min(names, MOST_NAMES));
        if (words.size() > 1 && end > 1) {
            List<Object> kept = new ArrayList<>(end - 1);
            words.subList(1, end).forEach(word -> kept.add(text(word)));
            arguments.put(NAMES, kept);
        }
        if (known.reversibility() != Reversibility.READ_ONLY) {
            details(name, words, arguments);
        }
        return new StoreCommand(StoreCommand.Store.REDIS, hosts, database, name, arguments, digest(words));
    }

    private static void details(String name, List<byte[]> words, Map<String, @Nullable Object> arguments) {
        List<Object> options = new ArrayList<>(2);
        for (byte[] word : words.subList(Math.min(1, words.size()), words.size())) {
            if (word.length <= LONGEST_OPTION && options.size() < ALL_OPTIONS.size()) {
                String option = text(word).toUpperCase(Locale.ROOT);
                if (ALL_OPTIONS.contains(option) && !options.contains(option)) {
                    options.add(option);
                }
            }
        }
        if (!options.isEmpty()) {
            arguments.put(OPTIONS, options);
        }
        if (name.equalsIgnoreCase("EVAL") && words.size() > 1) {
            arguments.put(CALLS, List.copyOf(RedisScript.calls(new String(words.get(1), StandardCharsets.UTF_8))));
        }
        if (name.equalsIgnoreCase("CONFIG") && words.size() > 3) {
            settings(words, arguments);
        }
    }

    /** {@code CONFIG SET name value name value …}: the names, and the values of those that say what is lost. */
    private static void settings(List<byte[]> words, Map<String, @Nullable Object> arguments) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 2; i + 1 < words.size() && settings.size() < MOST_NAMES; i += 2) {
            String setting = text(words.get(i)).toLowerCase(Locale.ROOT);
            settings.put(setting, TELLING.contains(setting) ? text(words.get(i + 1)) : StoreCommand.VALUE);
        }
        arguments.put("settings", settings);
    }

    private static String text(byte[] word) {
        String text = new String(word, 0, Math.min(word.length, LONGEST_NAME), StandardCharsets.UTF_8);
        return word.length > LONGEST_NAME ? text + StoreCommand.CUT : text;
    }

    private static @Nullable String digest(List<byte[]> words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            int size = 0;
            for (byte[] word : words) {
                size += word.length;
                if (size > LARGEST_DIGESTED) {
                    return null;
                }
                // with its length, so that no two commands run together to the same bytes
                digest.update((word.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(word);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }
}
