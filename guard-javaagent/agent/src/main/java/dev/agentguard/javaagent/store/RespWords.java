package dev.agentguard.javaagent.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the words of one command in the form in which clients of Redis send it. Stateless. */
final class RespWords {

    private static final int LONGEST_NUMBER = 10;

    private final byte[] bytes;
    private int at;

    private RespWords(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a command.
     *
     * @param bytes an array of strings, all of it
     * @return the strings
     * @throws IllegalArgumentException if it is not that
     */
    static List<byte[]> of(byte[] bytes) {
        RespWords reading = new RespWords(bytes);
        int count = reading.number('*');
        List<byte[]> words = new ArrayList<>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) {
            int length = reading.number('$');
            if (length > bytes.length - reading.at - 2) {
                throw broken();
            }
            words.add(Arrays.copyOfRange(bytes, reading.at, reading.at + length));
            reading.at += length;
            reading.end();
        }
        if (reading.at != bytes.length) {
            throw broken();
        }
        return words;
    }

    private int number(char kind) {
        int start = at + 1;
        int end = start;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        if (at >= bytes.length || bytes[at] != kind || end == start || end - start >= LONGEST_NUMBER) {
            throw broken();
        }
        int number = Integer.parseInt(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        at = end;
        end();
        return number;
    }

    private void end() {
        if (at + 2 > bytes.length || bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw broken();
        }
        at += 2;
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("this is not one whole command");
    }
}
