package io.kaipan.config.privacy;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfHmacJce;
import io.kaipan.config.store.MasterKey;
import io.kaipan.domain.customer.PersonalDataVault;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The vault and the customers' keys, under keys derived from the installation's master key. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfig {
    @Bean
    CustomerKeys customerKeys(
            MasterKey masterKey,
            @Qualifier("commandDataSource") DataSource command,
            @Qualifier("projectionDataSource") DataSource projection,
            @Qualifier("queryDataSource") DataSource query,
            @Qualifier("commandTransactionManager") PlatformTransactionManager commandTransactionManager,
            @Value("${axon.axonserver.enabled}") boolean eventsInAxonServer)
            throws GeneralSecurityException {
        TransactionTemplate creation = new TransactionTemplate(commandTransactionManager);
        if (eventsInAxonServer) {
            creation.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }
        return new CustomerKeys(
                new AesGcmJce(masterKey.derive("customer-keys")),
                new KeyConnections(command, projection, query),
                creation);
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    Erasure erasure(
            CustomerKeys keys,
            @Qualifier("commandTransactionManager") PlatformTransactionManager commandTransactionManager) {
        return new Erasure(keys, new TransactionTemplate(commandTransactionManager));
    }

    @Bean
    PersonalDataVault personalDataVault(CustomerKeys keys, MasterKey masterKey) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(masterKey.derive("fingerprints"), "HMAC");
        return new TinkPersonalDataVault(keys, new PrfHmacJce("HMACSHA256", key));
    }
}
