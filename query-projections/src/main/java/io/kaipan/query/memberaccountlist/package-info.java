/** Who belongs to the owners' club, at which level, with how many points, and by which facts? */
@NullMarked
package io.kaipan.query.memberaccountlist;

import org.jspecify.annotations.NullMarked;
