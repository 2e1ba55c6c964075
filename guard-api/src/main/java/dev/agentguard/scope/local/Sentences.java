package dev.agentguard.scope.local;

import dev.agentguard.scope.Shown;
import java.util.List;

/** The words that evidence about files shares. */
final class Sentences {

    private static final int SHOWN = 3;

    private Sentences() {}

    /** Returns {@code 5 files that git does not track (`a`, `b`, `c`, …)}. */
    static String files(List<String> files, String are) {
        StringBuilder names = new StringBuilder();
        for (String file : files.subList(0, Math.min(SHOWN, files.size()))) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append('`')
                    .append(Shown.text(file))
                    .append('`');
        }
        return count(files.size(), "file") + " " + are + " (" + names + (files.size() > SHOWN ? ", …)" : ")");
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
