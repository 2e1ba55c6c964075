package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** The inside of {@code {1..9}} or {@code {a..e}}. */
final class BraceRange {

    private BraceRange() {}

    /** The values of a range; none if it is no range or has more than so many. */
    static List<String> of(String inside, int most) {
        int dots = inside.indexOf("..");
        if (dots <= 0 || dots + 2 >= inside.length()) {
            return List.of();
        }
        String from = inside.substring(0, dots);
        String to = inside.substring(dots + 2);
        if (from.length() == 1 && to.length() == 1 && Character.isLetter(from.charAt(0))) {
            return steps(from.charAt(0), to.charAt(0), most, true);
        }
        if (isNumber(from) && isNumber(to)) {
            return steps(Integer.parseInt(from), Integer.parseInt(to), most, false);
        }
        return List.of();
    }

    private static List<String> steps(int from, int to, int most, boolean letters) {
        if (Math.abs(to - from) >= most) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (int value = from; ; value += from <= to ? 1 : -1) {
            values.add(letters ? String.valueOf((char) value) : String.valueOf(value));
            if (value == to) {
                return values;
            }
        }
    }

    private static boolean isNumber(String text) {
        if (text.length() > 6) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
