package dev.agentguard.javaagent.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** How far a long command is, on a terminal only. Not safe for use by several threads. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private final long whole;
    private final boolean shown;
    private long done;
    private int drawn = -1;

    ProgressBar(PrintWriter terminal, long whole) {
        this.terminal = terminal;
        this.whole = whole;
        this.shown = whole > 0 && Ansi.AUTO.enabled();
    }

    void advance(long by) {
        done += by;
        int percent = (int) Math.min(100, 100 * done / Math.max(1, whole));
        if (shown && percent != drawn) {
            drawn = percent;
            int filled = WIDTH * percent / 100;
            terminal.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
            terminal.flush();
        }
    }

    /** Takes the bar off the terminal. */
    @Override
    public void close() {
        if (shown) {
            terminal.print("\r" + " ".repeat(WIDTH + 10) + "\r");
            terminal.flush();
        }
    }
}
