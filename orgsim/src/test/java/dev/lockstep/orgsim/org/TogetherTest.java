package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several saves as one.
class TogetherTest {
    private final Running org = Running.inMemory();

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    void keepsAllOfThem() {
        var ids = together(true);

        assertThat(org.text(ids.getFirst(), "Name")).isEqualTo("Changed");
        assertThat(org.text(ids.getLast(), "AccountId")).isEqualTo(ids.getFirst());
    }

    @Test
    void keepsNoneOfThem() {
        var accounts = org.count("Account");
        var contacts = org.count("Contact");

        together(false);

        assertThat(org.count("Account")).isEqualTo(accounts);
        assertThat(org.count("Contact")).isEqualTo(contacts);
        assertThat(org.id(Sent.account("After"))).isNotEmpty();
    }

    @Test
    void keepsNothingWhereTheWorkBreaks() {
        var accounts = org.count("Account");

        assertThatIllegalStateException()
                .isThrownBy(() -> org.org()
                        .together(
                                org.org().integrationUser(),
                                () -> {
                                    org.id(Sent.account("Broken"));
                                    throw new IllegalStateException("broken");
                                },
                                _ -> true));

        assertThat(org.count("Account")).isEqualTo(accounts);
        assertThat(org.id(Sent.account("After"))).isNotEmpty();
    }

    @Test
    void showsThemToNobodyElseBefore() {
        var accounts = org.count("Account");

        org.org()
                .together(
                        org.org().integrationUser(),
                        () -> {
                            org.id(Sent.account("Unseen"));
                            assertThat(org.count("Account")).isEqualTo(accounts + 1);
                            assertThat(CompletableFuture.supplyAsync(() -> org.count("Account"))
                                            .join())
                                    .isEqualTo(accounts);
                            return true;
                        },
                        _ -> true);

        assertThat(org.count("Account")).isEqualTo(accounts + 1);
    }

    /// Each later save builds on those before it.
    private List<String> together(boolean kept) {
        return org.org()
                .together(
                        org.org().integrationUser(),
                        () -> {
                            var account = org.id(Sent.account("First").key("together"));
                            Running.saved(
                                    org.update(Sent.a("Account").id(account).with("Name", "Changed"))
                                            .getFirst());
                            var contact = org.id(
                                    Sent.a("Contact").with("LastName", "Second").with("AccountId", account));
                            return List.of(account, contact);
                        },
                        _ -> kept);
    }
}
