# Sourced by mvnw: drops the archive of classes that `spring-boot:run` keeps when anything it was made from has changed.
kaipan_root=${0%/*}
for kaipan_archive in "$kaipan_root/axon-config/target/run.aot" "$kaipan_root/axon-config/target/run.jsa"; do
  if [ -f "$kaipan_archive" ] && find "$kaipan_root/." \( -name target -o -name test -o -name '.?*' \) -prune \
    -o -newer "$kaipan_archive" \( -name pom.xml -o -path '*/src/main/*' \) -print | grep -q .; then
    rm -f "$kaipan_archive"
  fi
done
