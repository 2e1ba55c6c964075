package dev.agentguard.javaagent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Where a request goes: what it says, and where it was connected to if that is something else. */
class NettyAddressTest {

    private static InetSocketAddress host(String name, int port) {
        return InetSocketAddress.createUnresolved(name, port);
    }

    @Test
    void sameHost_isOne_withThePortOfEither() {
        assertThat(new NettyAddress("", "api.example.com", "/a?b=c").urls(true, host("api.example.com", 443)))
                .containsExactly("https://api.example.com/a?b=c");
        assertThat(new NettyAddress("", "API.example.com", "/").urls(false, host("api.example.com", 8080)))
                .containsExactly("http://api.example.com:8080/");
        assertThat(new NettyAddress("", "[::1]:81", "/").urls(false, host("::1", 81)))
                .containsExactly("http://[::1]:81/");
    }

    @Test
    void otherHost_isJudgedToo() {
        assertThat(new NettyAddress("", "harmless.example", "/graphql").urls(true, host("api.example.com", 443)))
                .containsExactly("https://harmless.example/graphql", "https://api.example.com/graphql");
    }

    @Test
    void noHost_isTheConnectedOne() {
        assertThat(new NettyAddress("", "", "/a").urls(false, host("10.0.0.1", 80)))
                .containsExactly("http://10.0.0.1/a");
        assertThat(new NettyAddress("", "", "/a").urls(false, null)).containsExactly("http://unknown/a");
    }

    @Test
    void wholeUrl_isSentToAProxy() {
        assertThat(new NettyAddress("", "other", "http://api.example.com/a").urls(false, host("proxy", 3128)))
                .containsExactly("http://api.example.com/a");
    }

    @Test
    void authorityOfATunnel_isRead() {
        assertThat(NettyAddress.parse("api.example.com:8443")).isEqualTo(host("api.example.com", 8443));
        assertThat(NettyAddress.parse("api.example.com:x")).isNull();
        assertThat(NettyAddress.parse("api.example.com:99999")).isNull();
    }
}
