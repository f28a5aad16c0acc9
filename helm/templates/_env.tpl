{{- /* The environment of one role's container; every name is a key the service knows. */ -}}
{{- define "beckon.env" -}}
{{- $values := .root.Values -}}
- name: BECKON_ROLE
  value: {{ .role }}
- name: BECKON_SNAPSHOT_DIR
  value: /var/lib/beckon
- name: BECKON_REDIS_NODES
  value: {{ $values.redis.nodes | quote }}
- name: BECKON_REDIS_TLS
  value: {{ $values.redis.tls | quote }}
{{- with $values.redis.username }}
- name: BECKON_REDIS_USERNAME
  value: {{ . | quote }}
{{- end }}
{{- with $values.redis.existingSecret }}
- name: BECKON_REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.redis.existingSecretKey }}
{{- end }}
- name: BECKON_LOG_CREATE_TOPICS
  value: {{ $values.log.createTopics | quote }}
- name: BECKON_LOG_PARTITIONS
  value: {{ $values.log.partitions | quote }}
- name: BECKON_LOG_REPLICAS
  value: {{ $values.log.replicas | quote }}
- name: BECKON_LOG_INTERACTIONS_RETENTION
  value: {{ $values.log.interactionsRetention }}
- name: BECKON_LOG_SESSIONS_RETENTION
  value: {{ $values.log.sessionsRetention }}
{{- if $values.access.existingSecret }}
- name: SPRING_CONFIG_ADDITIONALLOCATION
  value: optional:file:/etc/beckon/access/
{{- end }}
{{- with $values.access.issuer }}
- name: BECKON_ACCESS_PEOPLE_ISSUER
  value: {{ . | quote }}
- name: BECKON_ACCESS_PEOPLE_AUDIENCE
  value: {{ $values.access.audience | quote }}
{{- end }}
{{- with $values.access.clientId }}
- name: BECKON_ACCESS_PEOPLE_CLIENT_ID
  value: {{ . | quote }}
{{- end }}
{{- with $values.access.clientSecret }}
- name: BECKON_ACCESS_PEOPLE_CLIENT_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.access.clientSecretKey }}
{{- end }}
- name: SPRING_KAFKA_BOOTSTRAP_SERVERS
  value: {{ $values.kafka.bootstrapServers | quote }}
- name: SPRING_KAFKA_SECURITY_PROTOCOL
  value: {{ $values.kafka.securityProtocol }}
{{- with $values.kafka.saslMechanism }}
- name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ . }}
{{- end }}
{{- with $values.kafka.existingSecret }}
- name: SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.kafka.existingSecretKey }}
{{- end }}
{{- if $values.kafka.caSecret }}
- name: SPRING_KAFKA_SSL_TRUST_STORE_TYPE
  value: PEM
- name: SPRING_KAFKA_SSL_TRUST_STORE_LOCATION
  value: file:/etc/beckon/kafka-ca/ca.pem
{{- end }}
{{- with $values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
