package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the commands of a table for cron: a line is five fields or {@code @daily}, then a command, in which {@code %} ends
 * it and begins what it reads.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/crontab.5.html">crontab(5)</a>
 */
final class Schedule {

    private static final int FIELDS = 5;

    private Schedule() {}

    static List<String> commands(String table) {
        List<String> commands = new ArrayList<>();
        for (String text : table.lines().map(String::strip).toList()) {
            boolean named = text.startsWith("@");
            boolean timed = !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '*');
            if (named || timed) {
                String[] parts = text.split("\\s+", named ? 2 : FIELDS + 1);
                String command = parts.length == (named ? 2 : FIELDS + 1) ? parts[parts.length - 1] : "";
                commands.add(command.replaceFirst("(?<!\\\\)%.*", ""));
            }
        }
        return commands;
    }
}
