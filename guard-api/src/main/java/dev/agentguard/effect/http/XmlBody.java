package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text.strip()));
            while (cut == null && reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        open.push(started(reader));
                        left -= 1 + reader.getAttributeCount();
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element ended = open.pop();
                        current(open).add(ended);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        current(open).text.append(reader.getText());
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

    private static Element started(XMLStreamReader reader) {
        String space = reader.getNamespaceURI();
        Element element = new Element(reader.getLocalName(), space == null ? "" : space);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
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
        private final StringBuilder text = new StringBuilder();
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        private @Nullable Element only;

        Element(String name, String space) {
            this.name = name;
            this.space = space;
        }

        void add(Element inner) {
            only = inner;
            put(inner.name, inner.value());
        }

        void put(String key, @Nullable Object value) {
            Object before = fields.get(key);
            if (!fields.containsKey(key)) {
                fields.put(key, value);
            } else if (before instanceof Several several) {
                several.values.add(value);
            } else {
                Several several = new Several();
                several.values.add(before);
                several.values.add(value);
                fields.put(key, several);
            }
        }

        @Nullable
        Object value() {
            if (fields.isEmpty()) {
                return text.toString().strip();
            }
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            fields.forEach((key, value) -> copy.put(key, value instanceof Several several ? several.values : value));
            return copy;
        }
    }

    /** The values of a name that stands several times. */
    private static final class Several {
        private final List<@Nullable Object> values = new ArrayList<>();
    }
}
