package io.kaipan.domain.customer;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who looks after whom (G-8): one entry for each active lead and each open opportunity of a customer. */
public interface CustomerCare {
    /** A customer in somebody's care. @param owner the consultant, null while nobody owns the record */
    record Care(ProjectCode project, @Nullable UserName owner) {}

    List<Care> of(CustomerId customer);
}
