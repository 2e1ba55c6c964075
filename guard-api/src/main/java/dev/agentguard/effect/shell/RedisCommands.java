package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.store.RedisTable;
import dev.agentguard.effect.store.RedisTable.Known;
import dev.agentguard.effect.store.RedisTable.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** Reads commands of Redis and Valkey, one a line. */
final class RedisCommands {

    private RedisCommands() {}

    static void read(String text, Reading reading, String place) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            StringTokenizer words = new StringTokenizer(text.substring(start, end), " \t\r\"'");
            start = end + 1;
            if (words.hasMoreTokens() && reading.command()) {
                command(words.nextToken().toUpperCase(Locale.ROOT), words, reading, place);
            }
        }
    }

    private static void command(String name, StringTokenizer words, Reading reading, String place) {
        List<String> rest = new ArrayList<>();
        while (words.hasMoreTokens()) {
            rest.add(words.nextToken().toUpperCase(Locale.ROOT));
        }
        Known known = RedisTable.of(name, rest.isEmpty() ? null : rest.get(0));
        Reversibility reversibility = RedisTable.with(name, known, rest);
        boolean all = known.thing() == Thing.DATABASE;
        reading.add(Effect.of("redis:" + name.toLowerCase(Locale.ROOT), new Evidence(reading.place(place), name))
                .resource(all ? "redis:database" : "redis:key", null)
                .reach(all ? Reach.ALL : Reach.ONE)
                .reversibility(reversibility, reason(name, reversibility))
                .build());
    }

    private static String reason(String name, Reversibility reversibility) {
        return switch (reversibility) {
            case READ_ONLY -> "reads";
            case REVERSIBLE, RECOVERABLE -> "changes keys or settings";
            case IRREVERSIBLE -> "`" + name + "` removes data";
            case UNKNOWN -> "what `" + name + "` does cannot be told";
        };
    }
}
