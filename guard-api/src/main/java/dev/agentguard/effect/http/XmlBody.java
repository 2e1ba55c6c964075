package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A text read as XML, by the local names of its elements. Document types are not read, so that no entity is expanded and
 * nothing is fetched.
 *
 * @param root the local name of the outermost element; empty if it cannot be read
 * @param namespace its namespace
 * @param value what stands in it: a text, or fields by name, a list where a name stands several times
 * @param problem why it could not be read, or null
 * @param isCut whether it is over a limit; what was read before that stays
 */
record XmlBody(
        String root,
        String namespace,
        @Nullable Object value,
        @Nullable String problem,
        boolean isCut) {

    private static final XMLInputFactory FACTORY = factory();

    /** One in so many elements may have a name of its own, as a new name costs the parser far more than a known one. */
    private static final int DIFFERENT = 4;

    static boolean looksLike(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start + 1 < text.length()
                && text.charAt(start) == '<'
                && ("?!".indexOf(text.charAt(start + 1)) >= 0 || Character.isLetter(text.charAt(start + 1)));
    }

    static XmlBody of(String text, Limits limits) {
        Element document = new Element("", "");
        Deque<Element> open = new ArrayDeque<>();
        open.push(document);
        String cut = null;
        int left = limits.fields();
        Set<String> names = new HashSet<>();
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
            while (cut == null && reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        open.push(started(reader, names));
                        left -= 1 + reader.getAttributeCount() + reader.getNamespaceCount();
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element ended = open.pop();
                        current(open).add(ended);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        current(open).append(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                        return unread("it declares a document type");
                    }
                    default -> {
                        // comments and processing instructions say nothing
                    }
                }
                if (open.size() > limits.depth()) {
                    cut = "it is nested deeper than " + limits.depth() + " levels";
                } else if (left < 0) {
                    cut = "it has more than " + limits.fields() + " elements";
                } else if (names.size() > limits.fields() / DIFFERENT) {
                    cut = "it has more than " + limits.fields() / DIFFERENT + " different names of elements";
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            return unread("it is not valid XML"); // the parser throws unchecked exceptions on some broken input
        }
        while (open.size() > 1) {
            Element ended = open.pop();
            current(open).add(ended);
        }
        Element root = document.only;
        return root == null
                ? unread("it is not valid XML")
                : new XmlBody(root.name, root.space, root.value(), cut, cut != null);
    }

    private static XmlBody unread(String problem) {
        return new XmlBody("", "", null, problem, false);
    }

    private static Element current(Deque<Element> open) {
        return java.util.Objects.requireNonNull(open.peek(), "the document stays open");
    }

    private static Element started(XMLStreamReader reader, Set<String> names) {
        String space = reader.getNamespaceURI();
        Element element = new Element(reader.getLocalName(), space == null ? "" : space);
        names.add(element.name);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            names.add(reader.getAttributeLocalName(i));
            element.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return element;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /** An element that is being read. */
    private static final class Element {
        private final String name;
        private final String space;
        private @Nullable StringBuilder text;
        private @Nullable Map<String, @Nullable Object> fields;
        private @Nullable Element only;
        private boolean several;

        Element(String name, String space) {
            this.name = name;
            this.space = space;
        }

        void append(String characters) {
            StringBuilder all = text == null ? new StringBuilder(characters.length()) : text;
            text = all.append(characters);
        }

        void add(Element inner) {
            only = inner;
            put(inner.name, inner.value());
        }

        void put(String key, @Nullable Object value) {
            Map<String, @Nullable Object> all = fields == null ? new LinkedHashMap<>() : fields;
            fields = all;
            int before = all.size();
            Object other = all.put(key, value);
            if (all.size() > before) {
                return;
            }
            Several values = other instanceof Several known ? known : new Several();
            if (values != other) {
                values.values.add(other);
            }
            values.values.add(value);
            all.put(key, values);
            several = true;
        }

        @Nullable
        Object value() {
            if (fields == null) {
                return text == null ? "" : text.toString().strip();
            }
            if (several) {
                fields.replaceAll((key, value) -> value instanceof Several known ? known.values : value);
            }
            return fields;
        }
    }

    /** The values of a name that stands several times. */
    private static final class Several {
        private final List<@Nullable Object> values = new ArrayList<>();
    }
}
