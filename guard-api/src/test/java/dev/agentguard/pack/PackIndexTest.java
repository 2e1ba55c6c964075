package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackIndexTest {

    @Test
    void shippedIndex_isThatOfTheShippedFiles() throws IOException, URISyntaxException {
        Path index = Path.of(Objects.requireNonNull(Packs.class.getResource("/dev/agentguard/packs/" + PackIndex.FILE))
                .toURI());

        assertThat(PackFiles.index()).isEqualTo(PackIndexer.index(Objects.requireNonNull(index.getParent())));
    }

    @Test
    void writtenIndex_readsBackAsItWas() {
        PackMatch match = new PackMatch(
                "acme.rest",
                PackProtocol.HTTP,
                List.of(HostPattern.parse("*.acme.example:8443"), HostPattern.parse("[::1]:80")),
                true,
                List.of(new PathPattern("/v1/*"), new PathPattern("/*/_x")),
                List.of("git"),
                true);
        PackIndex index = new PackIndex(List.of(new PackIndex.Entry("acme/rest.yaml", match)));

        assertThat(PackIndex.read(index.write())).isEqualTo(index);
    }

    @Test
    void shippedPack_isReadWhenItIsNeeded() {
        int[] read = new int[1];
        PackMatch match = PackFiles.index().entries().get(0).match();
        LazyPack lazy = new LazyPack(match, () -> {
            read[0]++;
            return Packs.shipped().all().get(0);
        });

        new HostPacks(List.of(lazy)).at("backboard.railway.com");
        assertThat(read[0]).isZero();
        lazy.get();
        lazy.get();
        assertThat(read[0]).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/*, /v1/a/b, true",
        "/v1/*, /V1/a, true",
        "/v1/*, /v2/a, false",
        "/v1, /v1/, true",
        "/v1, /v1/a, false",
        "/*/_search, /orders/_search, true",
        "/*/_search, /orders/x/_search, false",
        "/*/_*, /orders/_doc/1, true",
        "/v*/containers/*, /v1.43/containers/json, true",
        "/a*b*c, /aXbYc, true",
        "/a*b*c, /aXbYd, false",
        "/*, /, true"
    })
    void pathPattern(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
    }
}
