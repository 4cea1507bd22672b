{{- define "unseen.labels" -}}
app.kubernetes.io/part-of: unseen
{{- end }}

{{/* An image of ours: dict "root" $ "name" "query" */}}
{{- define "unseen.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := printf "%s/unseen-%s" $image.registry .name -}}
{{- with index $image.digests .name }}{{ $name }}@{{ . }}{{ else }}{{ $name }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{- define "unseen.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "unseen.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "unseen.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "unseen.settings" -}}
- configMapRef: { name: unseen }
- secretRef: { name: {{ .Values.secret }} }
{{- end }}

{{/* Replicas apart from each other: a name */}}
{{- define "unseen.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: { matchLabels: { app.kubernetes.io/name: {{ . }} } }
{{- end }}
