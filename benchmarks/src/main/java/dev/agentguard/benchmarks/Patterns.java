package dev.agentguard.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What is done instead of parsing: a deny-list of 200 regular expressions, tried one after the other. */
final class Patterns {

    private final List<Pattern> patterns;

    Patterns() {
        try (InputStream in = Patterns.class.getResourceAsStream("deny-list.txt")) {
            if (in == null) {
                throw new IllegalStateException("the deny-list is missing");
            }
            patterns = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> Pattern.compile(line, Pattern.CASE_INSENSITIVE))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the deny-list cannot be read", e);
        }
        if (patterns.size() != 200) {
            throw new IllegalStateException("the deny-list has " + patterns.size() + " lines, expected 200");
        }
    }

    boolean find(String text) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }
}
