package dev.agentguard.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML file with its position. Immutable. Scalars are read by the core schema of YAML 1.2, so {@code on},
 * {@code off}, {@code yes} and {@code no} are strings. Every accessor that finds something else than it is asked for
 * throws a {@link YamlException} that says where, what was expected and what was found.
 */
public final class YamlNode {

    private final String file;
    private final int line;
    private final int column;
    private final Kind kind;
    private final String text;
    private final List<YamlNode> items;
    private final Map<String, Entry> entries;
    private final boolean concealed;
    private final @Nullable String written;

    /** What messages begin with where this is no value of a file; its text has no kind of its own then. */
    private final @Nullable String setting;

    YamlNode(
            String file,
            int line,
            int column,
            Kind kind,
            String text,
            List<YamlNode> items,
            Map<String, Entry> entries) {
        this(file, line, column, kind, text, items, entries, false, null, null);
    }

    private YamlNode(
            String file,
            int line,
            int column,
            Kind kind,
            String text,
            List<YamlNode> items,
            Map<String, Entry> entries,
            boolean concealed,
            @Nullable String written,
            @Nullable String setting) {
        this.file = file;
        this.line = line;
        this.column = column;
        this.kind = kind;
        this.text = text;
        this.items = List.copyOf(items);
        this.entries = entries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.concealed = concealed;
        this.written = written;
        this.setting = setting;
    }

    /** A value that is set by properties. */
    static YamlNode setting(String place, Kind kind, String text, List<YamlNode> items, Map<String, Entry> entries) {
        return new YamlNode("", 0, 0, kind, text, items, entries, false, null, place);
    }

    /** A scalar that stands in the file in other characters than its own: in quotes, folded or as a block. */
    static YamlNode written(String file, int line, int column, Kind kind, String text, String written) {
        return new YamlNode(file, line, column, kind, text, List.of(), Map.of(), false, written, null);
    }

    /** What a value is. */
    public enum Kind {
        /** Nothing, {@code null} or {@code ~}. */
        NULL,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A number. */
        NUMBER,
        /** Text. */
        STRING,
        /** A list. */
        LIST,
        /** A mapping. */
        MAP
    }

    record Entry(YamlNode key, YamlNode value) {}

    /**
     * Reads a file of at most one document and 1 MiB. An empty one is a value of kind {@link Kind#NULL}.
     *
     * @param file the file's name in messages
     * @param content its content, UTF-8
     * @return the document's value
     * @throws YamlException if it is not valid YAML, larger, nested deeper than 50 levels, has a key twice, or uses
     *     anchors, aliases or tags
     */
    public static YamlNode read(String file, byte[] content) {
        return YamlReader.read(file, content);
    }

    /**
     * Reads text as {@link #read(String, byte[])} does.
     *
     * @param file the file's name in messages
     * @param text its content
     * @return the document's value
     * @throws YamlException as {@link #read(String, byte[])}
     */
    public static YamlNode read(String file, String text) {
        return YamlReader.read(file, text);
    }

    /**
     * Reads what {@link #compile} wrote.
     *
     * @param file the file's name in messages
     * @param compiled the bytes
     * @return the same value
     * @throws IOException if they cannot be read or are of another version
     */
    public static YamlNode compiled(String file, InputStream compiled) throws IOException {
        return CompiledYaml.read(file, compiled);
    }

    /**
     * Writes this value in a form that is read without a parser.
     *
     * @param to takes the bytes; not closed
     * @throws IOException if they cannot be written
     */
    public void compile(OutputStream to) throws IOException {
        CompiledYaml.write(this, to);
    }

    /**
     * Returns where this value stands.
     *
     * @return file and line, for example {@code guard.yaml:12}, or the name of the property and where it is set
     */
    public String source() {
        return setting == null ? file + ":" + line : setting;
    }

    /**
     * Returns the line this value starts in.
     *
     * @return the line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * Returns what this value is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the same value with messages that never show what was found, for places where people paste secrets.
     *
     * @return the concealed value
     */
    public YamlNode concealed() {
        Map<String, Entry> hidden = new LinkedHashMap<>();
        entries.forEach((key, entry) ->
                hidden.put(key, new Entry(entry.key(), entry.value().concealed())));
        return new YamlNode(
                file,
                line,
                column,
                kind,
                text,
                items.stream().map(YamlNode::concealed).toList(),
                hidden,
                true,
                null,
                setting);
    }

    /**
     * Checks that this is a mapping with no other keys than these. Nothing counts as the empty mapping.
     *
     * @param allowed the keys that may stand here
     * @return this value
     * @throws YamlException at the first key that is not allowed, or if this is no mapping
     */
    public YamlNode map(String... allowed) {
        return map(Arrays.asList(allowed));
    }

    /**
     * Checks that this is a mapping with no other keys than these. Nothing counts as the empty mapping.
     *
     * @param allowed the keys that may stand here
     * @return this value
     * @throws YamlException at the first key that is not allowed, or if this is no mapping
     */
    public YamlNode map(Collection<String> allowed) {
        expectMap();
        for (Entry entry : entries.values()) {
            if (!allowed.contains(entry.key().text)) {
                throw entry.key().error(Keys.unknown("unknown key", entry.key().text, allowed));
            }
        }
        return this;
    }

    /**
     * Returns the values of a mapping whose keys are names of the user's choice. Nothing counts as the empty mapping.
     *
     * @return the values by key, in the file's order
     * @throws YamlException if this is no mapping
     */
    public Map<String, YamlNode> entries() {
        expectMap();
        Map<String, YamlNode> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    /**
     * Returns a key of this mapping as a value, for messages that are about the key.
     *
     * @param key the key
     * @return the key's node; this value if there is no such key
     */
    public YamlNode keyNode(String key) {
        Entry entry = entries.get(key);
        return entry == null ? this : entry.key();
    }

    /**
     * Returns the value of a key.
     *
     * @param key the key
     * @return the value, or null if this mapping does not have the key
     */
    public @Nullable YamlNode get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /**
     * Returns the value of a key that must be there.
     *
     * @param key the key
     * @return the value
     * @throws YamlException if this mapping does not have the key
     */
    public YamlNode require(String key) {
        YamlNode value = get(key);
        if (value == null) {
            throw error("missing key `" + key + "`");
        }
        return value;
    }

    /**
     * Returns the items of a list.
     *
     * @return the items in order
     * @throws YamlException if this is no list
     */
    public List<YamlNode> list() {
        List<YamlNode> all = itemsOrNull();
        if (all == null) {
            throw expected("a list");
        }
        return all;
    }

    /** A property may hold a list in one text, with commas. */
    private @Nullable List<YamlNode> itemsOrNull() {
        if (kind == Kind.LIST) {
            return items;
        }
        String place = setting;
        if (place == null || kind == Kind.MAP) {
            return null;
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> setting(place, Kind.STRING, item, List.of(), Map.of()))
                .map(item -> concealed ? item.concealed() : item)
                .toList();
    }

    /**
     * Returns the items of a list of strings.
     *
     * @return the strings in order
     * @throws YamlException if this is no list, or an item is not a string
     */
    public List<String> strings() {
        List<YamlNode> all = itemsOrNull();
        if (all == null) {
            throw expected("a list of strings");
        }
        List<String> strings = new ArrayList<>();
        for (YamlNode item : all) {
            if (item.kind != Kind.STRING) {
                throw item.expected("a string");
            }
            strings.add(item.text);
        }
        return List.copyOf(strings);
    }

    /**
     * Returns a string that is not blank.
     *
     * @return the string
     * @throws YamlException if this is something else; a number must be put in quotes
     */
    public String string() {
        if (kind != Kind.STRING || text.isBlank()) {
            throw expected("a string");
        }
        return text;
    }

    /**
     * Returns a truth value: {@code true} or {@code on}, {@code false} or {@code off}.
     *
     * @return the value
     * @throws YamlException if this is something else
     */
    public boolean bool() {
        String word = kind == Kind.BOOLEAN ? text.toLowerCase(Locale.ROOT) : kind == Kind.STRING ? text : "";
        return switch (word) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw expected("`on` or `off`");
        };
    }

    /**
     * Returns a whole number.
     *
     * @return the number
     * @throws YamlException if this is something else or does not fit
     */
    public int integer() {
        try {
            if (kind == Kind.NUMBER || (setting != null && kind == Kind.STRING)) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException e) {
            // said below, with the position
        }
        throw expected("a whole number");
    }

    /**
     * Returns a length of time above zero: {@code 500ms}, {@code 5s}, {@code 15m}, {@code 24h}, {@code 7d} or ISO 8601 such as
     * {@code PT15M}.
     *
     * @return the length of time
     * @throws YamlException if this is something else
     */
    public Duration duration() {
        Duration duration = kind == Kind.STRING ? Durations.parse(text) : null;
        if (duration == null) {
            throw expected("a duration such as `5s`, `15m`, `24h` or `PT15M`");
        }
        return duration;
    }

    /**
     * Returns a point in time in ISO 8601 with its offset from UTC.
     *
     * @return the point in time
     * @throws YamlException if this is something else
     */
    public Instant instant() {
        try {
            if (kind == Kind.STRING) {
                return java.time.OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeParseException e) {
            // said below, with the position
        }
        throw expected("a time such as `2026-12-31T00:00:00Z`");
    }

    /**
     * Returns the constant that a word names, written in lower case with hyphens.
     *
     * @param <E> the enum
     * @param type the enum
     * @return the constant
     * @throws YamlException if this is no such word
     */
    public <E extends Enum<E>> E oneOf(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        E constant = kind == Kind.STRING ? words.get(text) : null;
        if (constant == null) {
            throw expected("one of "
                    + words.keySet().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", ")));
        }
        return constant;
    }

    /**
     * Returns an exception about this value.
     *
     * @param problem what is wrong and what to do, lower case, no final period, never a secret
     * @return the exception, to be thrown
     */
    public YamlException error(String problem) {
        String place = setting == null ? file + ":" + line + ":" + column : setting;
        return new YamlException(place + ": " + problem);
    }

    /**
     * Returns an exception about a place in this text.
     *
     * @param at how many characters of the text stand in front of the place
     * @param problem what is wrong and what to do, lower case, no final period, never a secret
     * @return the exception, to be thrown; it names the place's line and column in the file, or of a property the
     *     character
     */
    public YamlException errorAt(int at, String problem) {
        if (setting != null) {
            return error("character " + (Math.max(0, Math.min(at, text.length())) + 1) + ": " + problem);
        }
        WrittenText.Position position = WrittenText.position(line, column, text, written, at);
        return new YamlException(file + ":" + position.line() + ":" + position.column() + ": " + problem);
    }

    /**
     * Returns an exception that says that something else should stand here.
     *
     * @param what what should, for example {@code a list of strings}
     * @return the exception, to be thrown
     */
    public YamlException expected(String what) {
        return error("expected " + what + ", found " + described());
    }

    String text() {
        return text;
    }

    int column() {
        return column;
    }

    List<YamlNode> items() {
        return items;
    }

    Map<String, Entry> entryMap() {
        return entries;
    }

    String described() {
        return switch (kind) {
            case NULL -> "nothing";
            case LIST -> "a list";
            case MAP -> "a mapping";
            case BOOLEAN, NUMBER, STRING -> concealed ? "something else (not shown)" : "`" + Shown.text(text) + "`";
        };
    }

    private void expectMap() {
        if (kind != Kind.MAP && kind != Kind.NULL) {
            throw expected("a mapping");
        }
    }

    /** Returns position and kind, never content: a file may hold secrets. */
    @Override
    public String toString() {
        return (setting == null ? file + ":" + line + ":" + column : setting) + " " + kind;
    }
}
