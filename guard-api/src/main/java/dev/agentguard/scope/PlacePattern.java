package dev.agentguard.scope;

import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to recognise what belongs to an environment: every part that it names has to fit.
 *
 * @param parts what each part has to be, by its type ({@code kubernetes:namespace}); {@code *} stands for any
 *     characters. A host ({@code database:host}) is written as under {@code hosts}, {@link #URL} is a URL
 * @param labels labels or tags that the thing itself has to carry, by {@link #label}; only a resolver can know them, so
 *     that a pattern with labels proves nothing by itself
 */
public record PlacePattern(Map<String, List<Glob>> parts, Map<String, String> labels) {

    /** The part that is a URL without its query: {@code https://api.example.com/staging/*}. */
    public static final String URL = Place.URL;

    private static final int LONGEST = 200;

    /** Copies the parts and the labels. */
    public PlacePattern {
        Map<String, List<Glob>> copy = new LinkedHashMap<>();
        parts.forEach((type, globs) -> copy.put(type, List.copyOf(globs)));
        parts = Map.copyOf(copy);
        labels = Map.copyOf(labels);
    }

    /**
     * Creates a pattern without labels.
     *
     * @param parts what each part has to be, by its type
     */
    public PlacePattern(Map<String, List<Glob>> parts) {
        this(parts, Map.of());
    }

    /**
     * Returns the parts that fit the places of one thing, several of one type as alternatives.
     *
     * @param places the places
     * @return the parts; empty if no place has a value that can be compared
     */
    public static Map<String, List<Glob>> parts(List<Place> places) {
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        for (Place place : places) {
            String value = place.value();
            if (value != null && !value.isBlank() && value.length() <= LONGEST && value.indexOf('*') < 0) {
                parts.computeIfAbsent(place.type(), unused -> new ArrayList<>()).add(new Glob(value));
            }
        }
        return parts;
    }

    /**
     * Returns the name under which a pattern has a label.
     *
     * @param kind the provider and what it calls it: {@code kubernetes:label}, {@code kubernetes:annotation},
     *     {@code aws:tag}
     * @param key the label's key
     * @return the name
     */
    public static String label(String kind, String key) {
        return kind + "/" + key;
    }

    /**
     * Returns whether a text is a URL pattern.
     *
     * @param text the text
     * @return true if it can be used as a part of type {@link #URL}
     */
    public static boolean isUrl(String text) {
        return UrlPattern.parse(text) != null;
    }
}
