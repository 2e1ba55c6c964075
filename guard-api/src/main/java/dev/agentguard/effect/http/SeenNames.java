package dev.agentguard.effect.http;

import java.util.Arrays;

/**
 * The names that a JSON object has so far: compared one by one while they are few, as they mostly are, else in a table
 * that is used again for the next object. Not safe for use by threads.
 */
final class SeenNames {

    private static final int FEW = 8;
    private static final int SMALL = 64;

    /** Names that are found behind each other so long are made for that. */
    private static final int MOST_COLLISIONS = 64;

    private static final String[] NONE = {};

    private String[] few = NONE;
    private String[] table = NONE;
    private int count;

    /** Begins another object. */
    void clear() {
        if (table.length == SMALL) {
            Arrays.fill(table, null);
        } else {
            table = NONE; // what a large object needed is not cleared for each small one
        }
        count = 0;
    }

    /** Adds a name; returns false if it is there already, or if that would take too long to find out. */
    boolean add(String name) {
        if (count < FEW) {
            for (int i = 0; i < count; i++) {
                if (few[i].equals(name)) {
                    return false;
                }
            }
            few = few.length == 0 ? new String[FEW] : few;
            few[count++] = name;
            return true;
        }
        if (count == FEW && !spread(few, table.length == 0 ? new String[SMALL] : table)) {
            return false;
        }
        if (count * 2 >= table.length && !spread(table, new String[table.length * 2])) {
            return false;
        }
        count++;
        return put(table, name);
    }

    private boolean spread(String[] names, String[] over) {
        for (String name : names) {
            if (name != null && !put(over, name)) {
                return false;
            }
        }
        table = over;
        return true;
    }

    private static boolean put(String[] table, String name) {
        // names that are counted up have hashes that follow each other; this spreads them
        int at = (name.hashCode() * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
        for (int i = 0; i < MOST_COLLISIONS; i++) {
            String there = table[at];
            if (there == null) {
                table[at] = name;
                return true;
            }
            if (there.equals(name)) {
                return false;
            }
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }
}
