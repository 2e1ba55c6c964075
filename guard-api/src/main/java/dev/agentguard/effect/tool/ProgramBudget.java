package dev.agentguard.effect.tool;

/**
 * How much program text of one call is read: one program of any length, which its reader bounds, and others while all
 * together are short. Not safe for use by threads.
 */
final class ProgramBudget {

    /** In characters. */
    static final int SEVERAL = 64 << 10;

    private int characters;

    /** Returns whether nothing was read so far. */
    boolean isWhole() {
        return characters == 0;
    }

    /** Returns whether a program is read, and counts it. */
    boolean allows(String program) {
        if (characters > 0 && (program.length() > SEVERAL || characters + program.length() > SEVERAL)) {
            return false;
        }
        characters += program.length();
        return true;
    }
}
