package dev.agentguard.effect.sql;

import java.util.Arrays;

/** Turns offsets into lines and columns. The lines are looked for once, when the first offset is asked for. */
final class Position {

    private final String text;
    private int[] starts = {};

    Position(String text) {
        this.text = text;
    }

    String of(int offset) {
        if (starts.length == 0) {
            starts = starts();
        }
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return line + 1 + ":" + (offset - starts[line] + 1);
    }

    private int[] starts() {
        int[] all = new int[16];
        int lines = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (lines == all.length) {
                all = Arrays.copyOf(all, lines * 2);
            }
            all[lines++] = i + 1;
        }
        return Arrays.copyOf(all, lines);
    }
}
