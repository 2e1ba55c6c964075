package dev.agentguard.rules.prose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads "bind to port 5432", "use ports 3000 and 3001": programs that are started there. */
final class Ports {

    private static final Set<String> LISTENS = Vocabulary.words(
            "bind binding listen listening use using run running start starting occupy serve serving take expose exposing"
                    + " open opening fall launch host claim reuse");
    private static final Set<String> BETWEEN = Set.of("or", "and", ",", "/", "nor", "(", "port", "ports");

    private Ports() {}

    /** Returns what listens on the ports that are named; none if the words are about something else. */
    static List<Found> read(List<Token> region) {
        boolean listens = region.stream().limit(3).anyMatch(token -> token.isWord() && LISTENS.contains(token.word()));
        Set<String> ports = new LinkedHashSet<>();
        boolean said = false;
        for (Token token : region) {
            boolean number = (token.isWord() || token.isCode()) && areNumbers(token.text());
            said |= token.is("port") || token.is("ports");
            if (said && number) {
                for (String port : token.text().split("[,\\s]+", -1)) {
                    ports.add(port);
                }
            } else if (said && !ports.isEmpty() && !BETWEEN.contains(token.word())) {
                break;
            } else if (said && (token.is("below") || token.is("above") || token.is("than") || token.is("other"))) {
                return List.of();
            }
        }
        return listens && !ports.isEmpty() ? List.of(Found.plain(new PortUsed(ports))) : List.of();
    }

    private static boolean areNumbers(String text) {
        for (String part : text.strip().split("[,\\s]+", -1)) {
            if (!PortUsed.isPort(part)) {
                return false;
            }
        }
        return true;
    }
}
