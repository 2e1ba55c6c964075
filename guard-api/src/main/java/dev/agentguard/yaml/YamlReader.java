package dev.agentguard.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Builds nodes from parser events. Anchors, aliases and tags are refused: configuration does not need them, and without
 * them a file cannot grow while it is read. The parser itself does not recurse; this class does, up to {@link #DEPTH}.
 */
final class YamlReader {

    static final int BYTES = 1 << 20;
    static final int DEPTH = 50;

    private final String file;
    private final String text;

    /** Whether some characters take two places of the text, which positions do not count. */
    private final boolean astral;

    private final ScalarResolver resolver;

    private YamlReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.astral = text.codePointCount(0, text.length()) != text.length();
        this.resolver = new CoreSchema().getScalarResolver();
    }

    static YamlNode read(String file, byte[] content) {
        if (content.length > BYTES) {
            throw tooLarge(file);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), decoded, true);
        decoded.flip();
        if (result.isError()) {
            throw new YamlException(position(file, decoded.toString(), decoded.length()) + ": not valid UTF-8");
        }
        return read(file, decoded.toString());
    }

    static YamlNode read(String file, String text) {
        // a char is at least one byte of UTF-8, so the cheap comparison comes first
        if (text.length() > BYTES || text.getBytes(StandardCharsets.UTF_8).length > BYTES) {
            throw tooLarge(file);
        }
        return new YamlReader(file, text).document();
    }

    private static YamlException tooLarge(String file) {
        return new YamlException(file + ":1:1: larger than " + BYTES + " bytes, split the file");
    }

    private YamlNode document() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setCodePointLimit(BYTES)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            YamlNode document = null;
            while (events.hasNext()) {
                Event event = events.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    if (document != null) {
                        throw error(event, "expected one document, found a second");
                    }
                    document = node(events.next(), events, 1);
                }
            }
            return document == null ? new YamlNode(file, 1, 1, YamlNode.Kind.NULL, "", List.of(), Map.of()) : document;
        } catch (MarkedYamlEngineException e) {
            throw syntax(e);
        } catch (ReaderException e) {
            String at = position(file, text, text.offsetByCodePoints(0, codePoints(e.getPosition())));
            throw new YamlException(
                    at + ": character U+" + String.format("%04X", e.getCodePoint()) + " is not allowed");
        } catch (YamlEngineException e) {
            throw new YamlException(file + ":1:1: not valid YAML");
        }
    }

    private int codePoints(int position) {
        return Math.max(0, Math.min(position, text.codePointCount(0, text.length())));
    }

    private YamlNode node(Event event, Iterator<Event> events, int depth) {
        if (!(event instanceof NodeEvent start)) {
            throw error(event, "expected a value");
        }
        if (event.getEventId() == Event.ID.Alias || start.getAnchor().isPresent()) {
            throw error(event, "anchors and aliases are not supported, write the value out");
        }
        if (depth > DEPTH) {
            throw error(event, "nested deeper than " + DEPTH + " levels");
        }
        Optional<String> tag =
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        if (tag.isPresent()) {
            throw error(event, "tags are not supported, found `" + Shown.text(tag.get()) + "`");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return event.getEventId() == Event.ID.SequenceStart
                ? at(event, YamlNode.Kind.LIST, "", items(events, depth), Map.of())
                : at(event, YamlNode.Kind.MAP, "", List.of(), entries(events, depth));
    }

    private List<YamlNode> items(Iterator<Event> events, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node(next, events, depth + 1));
        }
        return items;
    }

    private Map<String, YamlNode.Entry> entries(Iterator<Event> events, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            YamlNode key = node(next, events, depth + 1);
            if (key.kind() == YamlNode.Kind.LIST
                    || key.kind() == YamlNode.Kind.MAP
                    || key.kind() == YamlNode.Kind.NULL) {
                throw key.error("expected a name as key, found " + key.described());
            }
            YamlNode.Entry earlier = entries.get(key.text());
            if (earlier != null) {
                throw key.error("duplicate key `" + Shown.text(key.text()) + "`, already given in line "
                        + earlier.key().line());
            }
            entries.put(key.text(), new YamlNode.Entry(key, node(events.next(), events, depth + 1)));
        }
        return entries;
    }

    private YamlNode.Kind kind(ScalarEvent scalar) {
        if (!scalar.isPlain()) {
            return YamlNode.Kind.STRING;
        }
        Tag tag = resolver.resolve(scalar.getValue(), true);
        if (tag.equals(Tag.NULL)) {
            return YamlNode.Kind.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlNode.Kind.BOOLEAN;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? YamlNode.Kind.NUMBER : YamlNode.Kind.STRING;
    }

    private YamlNode at(
            Event event, YamlNode.Kind kind, String value, List<YamlNode> items, Map<String, YamlNode.Entry> entries) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        return new YamlNode(file, line, column, kind, value, items, entries);
    }

    private YamlNode scalar(ScalarEvent scalar) {
        String value = scalar.getValue();
        String written = written(scalar);
        if (written.equals(value)) {
            return at(scalar, kind(scalar), value, List.of(), Map.of());
        }
        int line = scalar.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = scalar.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        return YamlNode.written(file, line, column, kind(scalar), value, written);
    }

    /** The characters of the file from a scalar's start to its end. */
    private String written(ScalarEvent scalar) {
        int from = scalar.getStartMark().map(Mark::getIndex).orElse(0);
        int to = scalar.getEndMark().map(Mark::getIndex).orElse(0);
        if (astral) {
            from = text.offsetByCodePoints(0, codePoints(from));
            to = text.offsetByCodePoints(0, codePoints(to));
        }
        return from < to && to <= text.length() ? text.substring(from, to) : scalar.getValue();
    }

    private YamlException error(Event event, String problem) {
        return new YamlException(position(event.getStartMark().orElse(null)) + ": " + problem);
    }

    /** The library's words, in one line; its snippet of the file is left out, it may show a secret. */
    private YamlException syntax(MarkedYamlEngineException e) {
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        String problem = e.getProblem() == null || e.getProblem().isEmpty() ? "not valid YAML" : e.getProblem();
        String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ", ";
        String words =
                (context + problem).replaceAll("\\s+", " ").replace('"', '\'').strip();
        return new YamlException(
                position(mark) + ": " + (words.endsWith(".") ? words.substring(0, words.length() - 1) : words));
    }

    private String position(@Nullable Mark mark) {
        return mark == null ? file + ":1:1" : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static String position(String file, String text, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return file + ":" + line + ":" + column;
    }
}
