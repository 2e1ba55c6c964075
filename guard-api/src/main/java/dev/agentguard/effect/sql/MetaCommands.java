package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads commands to the clients psql and mysql that begin with a backslash. */
final class MetaCommands {

    private MetaCommands() {}

    static void read(Reading reading, Segment statement) {
        Token token = reading.tokens().at(statement.from());
        String text = token.text();
        int end = 0;
        while (end < text.length() && !Characters.isSpace(text.charAt(end)) && (end == 0 || text.charAt(end) != '|')) {
            end++;
        }
        if (text.startsWith("!")) {
            end = 1;
        }
        String command = text.substring(0, end);
        String rest = text.substring(end).strip();
        switch (command) {
            case "!" -> Programs.read(reading, statement);
            case "copy" -> reading.readText("COPY " + rest, statement.from());
            case "i", "ir", "include", "include_relative", ".", "gexec", "password", "ef", "ev", "e", "edit" ->
                reading.add(reading.unknown(statement, "`\\" + command + "` runs what is not shown"));
            case "lo_unlink" ->
                Statements.add(reading, statement, "lo-unlink", Reversibility.IRREVERSIBLE, "deletes a large object");
            case "o", "out", "g", "gx", "w", "write", "lo_export" -> output(reading, statement, rest);
            case "c", "connect", "u", "use", "r" -> connect(reading, statement, rest);
            case "lo_import" ->
                Statements.add(reading, statement, "lo-import", Reversibility.REVERSIBLE, "adds a large object");
            default -> other(reading, statement, rest);
        }
    }

    /** {@code \\c database user host port}, {@code \\u database}, {@code \\r database host}; {@code -} keeps what was. */
    private static void connect(Reading reading, Segment statement, String rest) {
        Statements.add(reading, statement, "meta", Reversibility.READ_ONLY, "a command to the client");
        String[] words =
                rest.isEmpty() ? new String[0] : rest.replace(";", " ").strip().split("\\s+", 6);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].equals("-") && !words[i].isEmpty()) {
                boolean name = i == 0 && words[i].chars().allMatch(MetaCommands::isOfName);
                places.add(new Place(i == 0 ? Place.DATABASE_NAME : Place.DATABASE_HOST, name ? words[i] : null));
            }
        }
        if (!places.isEmpty()) {
            reading.goesTo(places);
        }
    }

    private static boolean isOfName(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private static void output(Reading reading, Segment statement, String rest) {
        if (rest.startsWith("|")) {
            Programs.read(reading, statement);
        } else if (rest.isEmpty()) {
            Statements.add(reading, statement, "meta", Reversibility.READ_ONLY, "a command to the client");
        } else {
            Statements.add(reading, statement, "write-file", Reversibility.REVERSIBLE, "writes a file at the client");
        }
    }

    private static void other(Reading reading, Segment statement, String rest) {
        if (rest.indexOf('`') >= 0) {
            Programs.read(reading, statement);
        } else {
            Statements.add(reading, statement, "meta", Reversibility.READ_ONLY, "a command to the client");
        }
    }
}
