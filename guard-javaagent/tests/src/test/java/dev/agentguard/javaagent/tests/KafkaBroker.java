package dev.agentguard.javaagent.tests;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/** A broker of one node that knows topics by their names and speaks the protocol with Kafka's own classes. */
final class KafkaBroker implements AutoCloseable {

    private static final Set<ApiKeys> KNOWN = Set.of(
            ApiKeys.API_VERSIONS,
            ApiKeys.METADATA,
            ApiKeys.CREATE_TOPICS,
            ApiKeys.DELETE_TOPICS,
            ApiKeys.DELETE_RECORDS,
            ApiKeys.FIND_COORDINATOR,
            ApiKeys.DELETE_GROUPS,
            ApiKeys.INCREMENTAL_ALTER_CONFIGS);

    private final ServerSocket accepting;
    private final Set<String> topics = new ConcurrentSkipListSet<>();
    private final Set<ApiKeys> asked = new ConcurrentSkipListSet<>();

    KafkaBroker() {
        try {
            accepting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return accepting.getLocalPort();
    }

    Set<String> topics() {
        return topics;
    }

    /** Whether it was ever sent a request of a kind. */
    boolean was(ApiKeys kind) {
        return asked.contains(kind);
    }

    private void accept() {
        try {
            while (!accepting.isClosed()) {
                Socket client = accepting.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                ByteBuffer answer = answer(ByteBuffer.wrap(frame));
                out.writeInt(answer.remaining());
                out.write(answer.array(), answer.arrayOffset() + answer.position(), answer.remaining());
                out.flush();
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private ByteBuffer answer(ByteBuffer frame) {
        RequestHeader header = RequestHeader.parse(frame);
        asked.add(header.apiKey());
        AbstractRequest request = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(frame))
                .request;
        ResponseHeader responded = header.toResponseHeader();
        return RequestUtils.serialize(
                responded.data(), responded.headerVersion(), answer(header.apiKey(), request), header.apiVersion());
    }

    private ApiMessage answer(ApiKeys kind, AbstractRequest request) {
        return switch (kind) {
            case API_VERSIONS -> versions();
            case METADATA -> metadata();
            case CREATE_TOPICS -> {
                CreateTopicsResponseData created = new CreateTopicsResponseData();
                ((CreateTopicsRequestData) request.data()).topics().forEach(topic -> {
                    topics.add(topic.name());
                    created.topics().add(new CreateTopicsResponseData.CreatableTopicResult().setName(topic.name()));
                });
                yield created;
            }
            case DELETE_TOPICS -> {
                DeleteTopicsResponseData deleted = new DeleteTopicsResponseData();
                DeleteTopicsRequestData data = (DeleteTopicsRequestData) request.data();
                data.topicNames().forEach(name -> delete(name, deleted));
                data.topics().forEach(topic -> delete(topic.name(), deleted));
                yield deleted;
            }
            default ->
                request.getErrorResponse(new PolicyViolationException("not here"))
                        .data();
        };
    }

    private void delete(String name, DeleteTopicsResponseData deleted) {
        topics.remove(name);
        deleted.responses().add(new DeleteTopicsResponseData.DeletableTopicResult().setName(name));
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionsResponseData versions = new ApiVersionsResponseData();
        for (ApiKeys known : KNOWN) {
            versions.apiKeys()
                    .add(new ApiVersionsResponseData.ApiVersion()
                            .setApiKey(known.id)
                            .setMinVersion(known.oldestVersion())
                            .setMaxVersion(known.latestVersion()));
        }
        return versions;
    }

    private MetadataResponseData metadata() {
        MetadataResponseData metadata =
                new MetadataResponseData().setClusterId("test").setControllerId(0);
        metadata.brokers()
                .add(new MetadataResponseData.MetadataResponseBroker()
                        .setNodeId(0)
                        .setHost("127.0.0.1")
                        .setPort(port()));
        topics.forEach(name -> metadata.topics().add(new MetadataResponseData.MetadataResponseTopic().setName(name)));
        return metadata;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "broker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            accepting.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
