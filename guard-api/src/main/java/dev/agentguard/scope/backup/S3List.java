package dev.agentguard.scope.backup;

import dev.agentguard.resilience.CallFailedException;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One page of what is in a bucket, read to its end.
 *
 * @param items the objects
 * @param next what asks for the next page, or null if this is the last
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
record S3List(List<Item> items, @Nullable String next) {

    private static final int DEEPEST = 10;
    private static final int LONGEST = 4_096;

    /** An object. */
    record Item(String key, Instant modified, long size) {}

    static S3List read(byte[] body) throws CallFailedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new Reading().read(factory.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException | DateTimeException | NumberFormatException | IllegalStateException e) {
            throw new CallFailedException("the bucket's list is cut off, or is none of S3", false);
        }
    }

    /** Goes through the elements of a list. Not safe for use by several threads. */
    private static final class Reading {
        private final List<Item> items = new ArrayList<>();
        private final Map<String, String> list = new HashMap<>();
        private Map<String, String> item = new HashMap<>();
        private StringBuilder text = new StringBuilder();
        private int depth;

        S3List read(XMLStreamReader reader) throws XMLStreamException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(reader.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                    case XMLStreamConstants.DTD -> throw new IllegalStateException("a document type");
                    default -> {}
                }
            }
            boolean more = Boolean.parseBoolean(list.get("IsTruncated"));
            String next = list.get("NextContinuationToken");
            if (!list.containsKey("IsTruncated") || (more && next == null)) {
                throw new IllegalStateException("it does not say whether there is more");
            }
            return new S3List(items, more ? next : null);
        }

        private void start(String name) {
            depth++;
            if (depth > DEEPEST || (depth == 1 && !name.equals("ListBucketResult"))) {
                throw new IllegalStateException("no list");
            }
            text = new StringBuilder();
            item = depth == 2 ? new HashMap<>() : item;
        }

        private void end(String name) {
            if (text.length() > LONGEST) {
                throw new IllegalStateException("too long");
            }
            if (depth == 3) {
                item.put(name, text.toString());
            } else if (depth == 2 && name.equals("Contents")) {
                items.add(new Item(
                        value("Key"),
                        Instant.parse(value("LastModified").strip()),
                        Long.parseLong(value("Size").strip())));
            } else if (depth == 2) {
                list.put(name, text.toString());
            }
            text = new StringBuilder();
            depth--;
        }

        private String value(String name) {
            String value = item.get(name);
            if (value == null) {
                throw new IllegalStateException("no " + name);
            }
            return value;
        }
    }
}
